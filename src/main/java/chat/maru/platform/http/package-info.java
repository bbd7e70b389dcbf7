/// JAX-RS as every resource needs it: the JSON body, the error body, addresses, headers.
@NullMarked
package chat.maru.platform.http;

import org.jspecify.annotations.NullMarked;
