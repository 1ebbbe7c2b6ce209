package signet.ec2;

import java.util.Objects;
import signet.model.ec2.TargetCapacitySpecificationRequest;

/** How much of a fleet is to be On-Demand and how much Spot. */
record FleetTarget(int onDemand, int spot) {
    static FleetTarget of(TargetCapacitySpecificationRequest asked) {
        Members.value(asked.targetCapacityUnitType(), "TargetCapacitySpecification.TargetCapacityUnitType", "units");
        Members.value(
                asked.defaultTargetCapacityType(),
                "TargetCapacitySpecification.DefaultTargetCapacityType",
                "spot",
                "on-demand");
        int total = asked.totalTargetCapacity();
        int onDemand = Objects.requireNonNullElse(asked.onDemandTargetCapacity(), 0);
        int spot = Objects.requireNonNullElse(asked.spotTargetCapacity(), 0);
        int rest = total - onDemand - spot;
        if (total < 0 || onDemand < 0 || spot < 0 || rest < 0) {
            throw Errors.invalidValue(
                    "The total target capacity must not be less than the On-Demand and Spot target capacity together.");
        }
        return "spot".equals(asked.defaultTargetCapacityType())
                ? new FleetTarget(onDemand, spot + rest)
                : new FleetTarget(onDemand + rest, spot);
    }
}
