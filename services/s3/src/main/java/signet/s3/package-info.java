@NullMarked
package signet.s3;

import org.jspecify.annotations.NullMarked;
