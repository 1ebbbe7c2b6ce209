@NullMarked
package signet.managedpolicies;

import org.jspecify.annotations.NullMarked;
