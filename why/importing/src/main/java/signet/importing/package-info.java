@NullMarked
package signet.importing;

import org.jspecify.annotations.NullMarked;
