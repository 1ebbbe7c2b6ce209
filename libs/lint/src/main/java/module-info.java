/** Finds what is wrong, unsafe or needless in a policy document, in the spirit of IAM Access Analyzer's ValidatePolicy. */
module signet.lint {
    requires static transitive org.jspecify;
    requires signet.actions;
    requires transitive signet.policy;

    exports signet.lint;
}
