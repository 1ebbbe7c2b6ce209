package signet.ec2;

import org.jspecify.annotations.Nullable;
import signet.model.ec2.InstanceMarketOptionsRequest;
import signet.model.ec2.SpotMarketOptions;

/** Reads the market in which a launch asks for its instances: On-Demand, or Spot by a one-time request. */
final class SpotTerms {
    private static final String PATH = "InstanceMarketOptions.SpotOptions";

    private SpotTerms() {}

    static LaunchSettings.@Nullable Spot of(@Nullable InstanceMarketOptionsRequest options) {
        if (options == null || (options.marketType() == null && options.spotOptions() == null)) {
            return null;
        }
        Members.value(options.marketType(), "InstanceMarketOptions.MarketType", "spot");
        SpotMarketOptions spot = options.spotOptions();
        Members.only(
                SpotMarketOptions.SCHEMA, spot, PATH, "MaxPrice", "SpotInstanceType", "InstanceInterruptionBehavior");
        if (spot == null) {
            return new LaunchSettings.Spot(null);
        }
        Members.value(spot.spotInstanceType(), PATH + ".SpotInstanceType", "one-time");
        Members.value(spot.instanceInterruptionBehavior(), PATH + ".InstanceInterruptionBehavior", "terminate");
        return of(spot.maxPrice());
    }

    static LaunchSettings.Spot of(@Nullable String maxPrice) {
        if (maxPrice != null && !maxPrice.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw Errors.invalidValue("Invalid value '" + maxPrice + "' for SpotPrice.");
        }
        return new LaunchSettings.Spot(maxPrice);
    }
}
