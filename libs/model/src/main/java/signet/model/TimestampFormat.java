package signet.model;

/** How a timestamp is written where the model says more than the protocol's default. */
public enum TimestampFormat {
    DEFAULT,
    DATE_TIME,
    HTTP_DATE,
    EPOCH_SECONDS
}
