# Runs cloud-init's own EC2 data source, as Debian has it, and prints what it found.
# Arguments: the directory of its packages; aws, where it is to believe that it runs there; addresses to ask, if not its own.
import json
import sys

sys.path.insert(0, sys.argv[1])
from cloudinit import helpers
from cloudinit.sources import DataSourceEc2 as ec2

if sys.argv[2] == "aws":
    # what the firmware of a virtual machine of AWS says; an instance here has that of its host
    ec2._collect_platform_data = lambda: {
        "uuid": "ec2e1916-9099-7caf-fd21-012345abcdef",
        "uuid_source": "hypervisor",
        "serial": "",
        "asset_tag": "",
        "vendor": "",
        "product_name": "",
    }
settings = {"datasource": {"Ec2": {"metadata_urls": sys.argv[3:]}}} if sys.argv[3:] else {}
paths = helpers.Paths({"cloud_dir": "/tmp/cloud", "run_dir": "/tmp/cloud-run"})
source = ec2.DataSourceEc2(settings, None, paths)
found = source._get_data()
macs = source.metadata["network"]["interfaces"]["macs"] if found else {}
print("found", found)
if found:
    print("cloud", source.cloud_name)
    print("address", source.metadata_address)
    print("version", source._crawled_metadata["_metadata_api_version"])
    print("instance", source.get_instance_id())
    print("document", source.identity.get("instanceId"))
    print("region", source.region)
    print("zone", source.availability_zone)
    print("hostname", getattr(source.get_hostname(), "hostname", None) or source.get_hostname())
    print("keys", source.get_public_ssh_keys())
    print("user-data", source.userdata_raw)
    print("macs", len(macs), sorted(macs) == [source.metadata["mac"]])
    print("classic", source.is_classic_instance())
    print("tags", source.metadata.get("tags"))
    print("secrets", "AccessKeyId" in json.dumps(source._crawled_metadata, default=repr))
