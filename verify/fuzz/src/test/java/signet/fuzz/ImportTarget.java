package signet.fuzz;

import java.time.Instant;
import java.util.List;
import signet.importing.AccountReader;
import signet.importing.AccountRecord;
import signet.importing.BucketReader;
import signet.importing.Fault;
import signet.importing.Findings;
import signet.importing.OrganizationReader;
import signet.importing.SourceFile;

/**
 * Files to import: any text is read or refused by faults of one line each; what is read without a fault is of one account, and
 * comes out the same a second time.
 */
final class ImportTarget {
    private ImportTarget() {}

    static void run(byte[] data) {
        SourceFile file = new SourceFile("f", Input.text(data));
        Findings findings = new Findings();
        AccountRecord account = AccountReader.read(List.of(file), findings);
        if (findings.faults().isEmpty()) {
            check(account.account().matches("[0-9]{12}"), account.account());
        }
        check(account.equals(AccountReader.read(List.of(file), new Findings())), "another account from the same file");
        BucketReader.read(List.of(file), findings);
        OrganizationReader.read(file, Instant.EPOCH, findings);
        for (Fault fault : findings.faults()) {
            check(fault.toString().lines().count() == 1, fault.toString());
            check(!fault.reason().isBlank(), "no reason");
        }
        findings.notes().forEach(note -> check(note.lines().count() == 1, note));
    }

    private static void check(boolean holds, String found) {
        if (!holds) {
            throw new AssertionError(found);
        }
    }
}
