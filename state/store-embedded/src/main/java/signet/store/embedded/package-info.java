@NullMarked
package signet.store.embedded;

import org.jspecify.annotations.NullMarked;
