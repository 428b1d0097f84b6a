// A static library must have a source. The code itself comes from the system's library.
