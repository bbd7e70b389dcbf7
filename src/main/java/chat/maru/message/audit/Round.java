package chat.maru.message.audit;

import java.util.List;
import java.util.Map;

/// What one round has looked at and found.
///
/// @param records of the ordered log
/// @param accepted messages of the accepted log
/// @param passedOver records of both logs that were too many to be read
/// @param logPosition the offset behind the last record that it read
/// @param walkedTo the channel to which the walk over all has come
/// @param marks from which place on each channel is walked next
record Round(
    int channels,
    long messages,
    long records,
    long accepted,
    long passedOver,
    long logPosition,
    long walkedTo,
    Map<Long, Integer> marks,
    List<Finding> findings) {}
