package signet.rds;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.rds.DBInstanceMessage;
import signet.model.rds.DescribeDBInstancesInput;
import signet.model.rds.Filter;
import signet.model.rds.RdsOperations;

/** Shows instances: all of them, or the one that is named. */
final class DescribeDBInstances implements Operation<DescribeDBInstancesInput, DBInstanceMessage> {
    /** By name: whether an instance is what one value of the filter says. No instance has a cluster or a domain. */
    private static final Map<String, BiPredicate<InstanceRecord, String>> FILTERS = Map.of(
            "db-instance-id",
                    (instance, value) -> value.equalsIgnoreCase(instance.name()) || value.equals(instance.arn()),
            "dbi-resource-id", (instance, value) -> value.equals(instance.resourceId()),
            "engine", (_, value) -> value.equals(InstanceRules.ENGINE),
            "db-cluster-id", (_, _) -> false,
            "domain", (_, _) -> false);

    @Override
    public OperationModel<DescribeDBInstancesInput, DBInstanceMessage> model() {
        return RdsOperations.DESCRIBE_DB_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<DescribeDBInstancesInput> call) {
        String identifier = Objects.requireNonNullElse(call.input().dbInstanceIdentifier(), "*");
        return Accesses.of(Scope.of(call).onInstance(model().name(), identifier));
    }

    @Override
    public DBInstanceMessage handle(Authorized<DescribeDBInstancesInput> request) {
        DescribeDBInstancesInput input = request.input();
        Scope scope = Scope.of(request);
        List<Filter> filters = Objects.requireNonNullElse(input.filters(), List.of());
        List<InstanceRecord> candidates = input.dbInstanceIdentifier() == null
                ? scope.instances()
                : List.of(scope.get(input.dbInstanceIdentifier()));
        for (Filter filter : filters) {
            if (!FILTERS.containsKey(filter.name())) {
                throw Errors.value("Unrecognized filter name: " + filter.name());
            }
        }
        List<InstanceRecord> chosen = candidates.stream()
                .filter(instance -> filters.stream().allMatch(filter -> matches(filter, instance)))
                .toList();
        Paging.Page page = Paging.page(chosen, input.maxRecords(), input.marker());
        return new DBInstanceMessage(
                page.marker(), page.items().stream().map(Answers::of).toList());
    }

    private static boolean matches(Filter filter, InstanceRecord instance) {
        BiPredicate<InstanceRecord, String> test = Objects.requireNonNull(FILTERS.get(filter.name()));
        return filter.values().stream().anyMatch(value -> test.test(instance, value));
    }
}
