@NullMarked
package signet.ec2;

import org.jspecify.annotations.NullMarked;
