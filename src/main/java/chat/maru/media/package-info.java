/// Files that clients fetch by an address of their own: pictures of users, guilds and emojis.
@NullMarked
package chat.maru.media;

import org.jspecify.annotations.NullMarked;
