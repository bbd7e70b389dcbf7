package chat.maru.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// One page of a walk through a channel's history.
///
/// @param walk names the walk that the page is part of
/// @param by `after` or `before`
/// @param anchor the id that was asked with
/// @param messages the oldest first
/// @param last whether the page was not full: nothing lies beyond it
public record Page(
    String channel,
    String walk,
    String by,
    String anchor,
    int limit,
    List<JsonNode> messages,
    boolean last) {}
