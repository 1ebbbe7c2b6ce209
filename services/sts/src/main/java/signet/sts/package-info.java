@NullMarked
package signet.sts;

import org.jspecify.annotations.NullMarked;
