"""Where an event is kept: the only room that knows SQLAlchemy."""
