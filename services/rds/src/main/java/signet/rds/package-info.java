@NullMarked
package signet.rds;

import org.jspecify.annotations.NullMarked;
