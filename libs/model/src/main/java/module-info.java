/** Amazon's API model as immutable records, generated at build time, and the types that describe it to codecs. */
module signet.model {
    requires static transitive org.jspecify;

    exports signet.model;
    exports signet.model.autoscaling;
    exports signet.model.cloudtrail;
    exports signet.model.ec2;
    exports signet.model.iam;
    exports signet.model.iamtoolbox;
    exports signet.model.lambda;
    exports signet.model.rds;
    exports signet.model.s3;
    exports signet.model.sts;
}
