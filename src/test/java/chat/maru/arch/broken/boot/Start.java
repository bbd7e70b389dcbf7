package chat.maru.arch.broken.boot;

/// What nobody imports.
public class Start {}
