/// The roof: what turns the features into one running application, and the only Java that knows the
/// runtime. Nobody imports it.
@NullMarked
package chat.maru.boot;

import org.jspecify.annotations.NullMarked;
