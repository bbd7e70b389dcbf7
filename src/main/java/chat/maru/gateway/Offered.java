package chat.maru.gateway;

/// What became of an event that was offered to a session.
enum Offered {
  QUEUED,
  TOO_SLOW,
  LOST
}
