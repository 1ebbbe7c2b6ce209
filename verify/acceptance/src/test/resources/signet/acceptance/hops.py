# Prints the time to live of the packets that answer a request to the metadata service. Argument: PUT or GET.
import http.client
import socket
import struct
import sys

watch = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
watch.settimeout(10)
connection = http.client.HTTPConnection("169.254.169.254", 80, timeout=10)
path = "/latest/api/token" if sys.argv[1] == "PUT" else "/latest/meta-data/instance-id"
connection.request(sys.argv[1], path, headers={"X-aws-ec2-metadata-token-ttl-seconds": "60"})
connection.getresponse().read()
while True:
    packet = watch.recv(65535)
    header = (packet[0] & 15) * 4
    source_port = struct.unpack("!H", packet[header : header + 2])[0]
    body = packet[header + (packet[header + 12] >> 4) * 4 :]
    if source_port == 80 and body.startswith(b"HTTP/1.1 200"):
        print(packet[8])
        break
