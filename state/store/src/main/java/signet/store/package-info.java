@NullMarked
package signet.store;

import org.jspecify.annotations.NullMarked;
