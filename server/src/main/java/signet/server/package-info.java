@NullMarked
package signet.server;

import org.jspecify.annotations.NullMarked;
