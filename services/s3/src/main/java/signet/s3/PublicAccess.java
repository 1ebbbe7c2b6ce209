package signet.s3;

/** A bucket's Block Public Access settings (S3 User Guide, "Blocking public access to your Amazon S3 storage"). */
record PublicAccess(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    /** What every new bucket has since April 2023. */
    static final PublicAccess ALL = new PublicAccess(true, true, true, true);

    static final PublicAccess NONE = new PublicAccess(false, false, false, false);
}
