package chat.maru.arch.broken.gateway;

/// What only boot imports.
public class Door {}
