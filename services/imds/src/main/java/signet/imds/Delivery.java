package signet.imds;

/** By which version of the metadata service something is handed out. */
enum Delivery {
    /** A plain request. */
    V1("1.0"),
    /** A request with a session token. */
    V2("2.0");

    private final String number;

    Delivery(String number) {
        this.number = number;
    }

    /** The value of {@code ec2:RoleDelivery}. */
    String number() {
        return number;
    }
}
