@NullMarked
package signet.autoscaling;

import org.jspecify.annotations.NullMarked;
