package chat.maru.platform.stream;

/// What a [Sender] did since it was made; `waiting` is now.
///
/// @param confirmed records the broker confirmed
/// @param failed records that failed after they were taken
/// @param refused records refused at once because the queue was full or closed
/// @param late of the failed ones, those that the broker confirmed after all, after their deadline
/// @param waiting records taken and not yet given to the producer
public record SendFigures(long confirmed, long failed, long refused, long late, int waiting) {}
