/// Redis: short calls that fail softly, and publish/subscribe. Nothing is kept there that can not
/// be rebuilt. Knows no chat noun.
@NullMarked
package chat.maru.platform.redis;

import org.jspecify.annotations.NullMarked;
