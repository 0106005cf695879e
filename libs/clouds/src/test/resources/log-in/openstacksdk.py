"""Says where openstacksdk goes with each of the given configurations.

Reads a JSON list of cases (id, env, cwd) from standard input, and writes one JSON object a line.
"""
import importlib
import json
import os
import sys
import warnings

import openstack
import openstack.connection
from openstack.config import loader


def go():
    importlib.reload(loader)
    region = loader.OpenStackConfig().get_one()
    verify, cert = region.get_requests_verify_args()
    told = {
        "region": region.get_region_name("compute") or "",
        "interface": region.get_interface("compute"),
        "verify": verify,
        "cert": cert,
    }
    cloud = openstack.connection.Connection(config=region)
    calls = [
        lambda: cloud.compute.get("/os-aggregates", microversion="2.1"),
        lambda: cloud.compute.get("/servers/detail", microversion="2.69"),
        lambda: cloud.placement.get("/resource_providers", microversion="1.14"),
        lambda: cloud.network.get("/networks"),
    ]
    for call in calls:
        try:
            call()
        except Exception as e:
            told.setdefault("error", type(e).__name__)
    return told


warnings.simplefilter("ignore")
for case in json.load(sys.stdin):
    child = os.fork()
    if child == 0:
        os.environ.clear()
        os.environ.update(case["env"])
        os.chdir(case["cwd"])
        try:
            told = go()
        except Exception as e:
            told = {"error": type(e).__name__}
        told["id"] = case["id"]
        print(json.dumps(told), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
