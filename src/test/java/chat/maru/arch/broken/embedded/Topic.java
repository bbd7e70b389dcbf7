package chat.maru.arch.broken.embedded;

/// What nobody imports.
public class Topic {}
