package signet.ec2;

import java.util.List;
import signet.snapshot.Index;
import signet.snapshot.Table;

/** The tables that only EC2's API needs. Instances and associations are the fleet's. */
public final class Tables {
    static final Table<KeyPairRecord> KEY_PAIRS = Table.of("key-pair", KeyPairRecord.class);
    static final Table<TemplateRecord> TEMPLATES = Table.of("launch-template", TemplateRecord.class);
    static final Table<TemplateVersionRecord> TEMPLATE_VERSIONS =
            Table.of("launch-template-version", TemplateVersionRecord.class);
    static final Table<ClientTokenRecord> CLIENT_TOKENS = Table.of("ec2-client-token", ClientTokenRecord.class);

    static final Table<SpotRequestRecord> SPOT_REQUESTS = Table.of("spot-request", SpotRequestRecord.class);
    static final Table<FleetRecord> FLEETS = Table.of("ec2-fleet", FleetRecord.class);

    /** Launch templates by account, region and name. */
    static final Index<TemplateRecord> TEMPLATES_BY_NAME =
            TEMPLATES.index(template -> List.of(template.account() + "/" + template.region() + "/" + template.name()));

    private Tables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with. */
    public static List<Table<?>> all() {
        return List.of(KEY_PAIRS, TEMPLATES, TEMPLATE_VERSIONS, CLIENT_TOKENS, SPOT_REQUESTS, FLEETS);
    }
}
