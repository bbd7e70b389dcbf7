package chat.maru.platform.stream;

/// What the consumer of one channel did since the start of the process.
///
/// @param batches batches acknowledged
/// @param records records acknowledged
/// @param redelivered batches that were refused and brought again
/// @param failures connections to the group that ended in an error and were made anew
/// @param lag records known to wait behind what is committed; of this node's partitions only
public record ReadFigures(long batches, long records, long redelivered, long failures, long lag) {}
