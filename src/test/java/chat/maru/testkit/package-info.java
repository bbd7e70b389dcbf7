/// What tests of all packages share: the services around the server and the ways to disturb them.
@NullMarked
package chat.maru.testkit;

import org.jspecify.annotations.NullMarked;
