"""The rules of the door: plain values and pure functions, without files, windows or clocks."""
