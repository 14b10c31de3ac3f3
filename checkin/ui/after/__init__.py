"""After the session: the attendance in figures and pictures, its file, the follow-up, and closing step by step."""
