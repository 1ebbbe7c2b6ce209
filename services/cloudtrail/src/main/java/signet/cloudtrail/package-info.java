@NullMarked
package signet.cloudtrail;

import org.jspecify.annotations.NullMarked;
