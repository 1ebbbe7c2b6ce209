package signet.importing;

/** The account that everything in the files is of. */
final class Owner {
    private final Findings findings;
    private String account = "";

    Owner(Findings findings) {
        this.findings = findings;
    }

    /** Twelve digits; empty as long as nothing said it. */
    String account() {
        return account;
    }

    /** The account of an entity, by its ARN, which must be of the type, path and name that it has. */
    String of(Entry entry, String type, String path, String name) {
        String arn = entry.text("Arn");
        if (arn.isEmpty() || path.isEmpty() || name.isEmpty()) {
            return account;
        }
        String found = Forms.account(arn, type, path + name);
        if (!Forms.ACCOUNT.matcher(found).matches()) {
            findings.refuse(
                    entry.place(),
                    "Arn \"" + arn + "\" is not arn:aws:iam::ACCOUNT:" + type + path + name
                            + "; other partitions than aws are not there");
            return account;
        }
        if (account.isEmpty()) {
            account = found;
        } else if (!account.equals(found)) {
            findings.refuse(entry.place(), "is of account " + found + ", and others are of " + account);
        }
        return found;
    }
}
