package signet.rds;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.rds.DBEngineVersion;
import signet.model.rds.DBEngineVersionMessage;
import signet.model.rds.DescribeDBEngineVersionsInput;
import signet.model.rds.RdsOperations;

/** Shows the one engine that there is, in its one version. */
final class DescribeDBEngineVersions implements Operation<DescribeDBEngineVersionsInput, DBEngineVersionMessage> {
    private final String version;

    DescribeDBEngineVersions(String version) {
        this.version = version;
    }

    @Override
    public OperationModel<DescribeDBEngineVersionsInput, DBEngineVersionMessage> model() {
        return RdsOperations.DESCRIBE_DB_ENGINE_VERSIONS;
    }

    @Override
    public Accesses accesses(Call<DescribeDBEngineVersionsInput> call) {
        Members.only(
                DescribeDBEngineVersionsInput.SCHEMA,
                call.input(),
                "DescribeDBEngineVersions",
                "Engine",
                "EngineVersion",
                "DBParameterGroupFamily",
                "DefaultOnly",
                "IncludeAll",
                "MaxRecords");
        return Accesses.of(Access.to("rds:" + model().name(), "*"));
    }

    @Override
    public DBEngineVersionMessage handle(Authorized<DescribeDBEngineVersionsInput> request) {
        DescribeDBEngineVersionsInput input = request.input();
        Paging.size(input.maxRecords());
        String major = version.substring(0, version.indexOf('.'));
        boolean asked = isOneOf(input.engine(), InstanceRules.ENGINE)
                && isOneOf(input.engineVersion(), version, major)
                && isOneOf(input.dbParameterGroupFamily(), InstanceRules.FAMILY);
        return new DBEngineVersionMessage(null, asked ? List.of(shown(major)) : List.of());
    }

    private DBEngineVersion shown(String major) {
        return DBEngineVersion.builder()
                .engine(InstanceRules.ENGINE)
                .engineVersion(version)
                .majorEngineVersion(major)
                .dbParameterGroupFamily(InstanceRules.FAMILY)
                .dbEngineDescription("PostgreSQL")
                .dbEngineVersionDescription("PostgreSQL " + version)
                .status("available")
                .validUpgradeTarget(List.of())
                .supportsLogExportsToCloudwatchLogs(false)
                .supportsReadReplica(false)
                .supportsParallelQuery(false)
                .supportsGlobalDatabases(false)
                .supportsBabelfish(false)
                .build();
    }

    private static boolean isOneOf(@Nullable String asked, String... there) {
        return asked == null || List.of(there).contains(asked);
    }
}
