/**
 * A linter of policy documents with the finding types and issue codes of IAM Access Analyzer's {@code ValidatePolicy}. It asks
 * no service: what it knows of actions, resources and condition keys is in {@code signet.actions}.
 */
@NullMarked
package signet.lint;

import org.jspecify.annotations.NullMarked;
