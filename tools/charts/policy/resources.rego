package main

# The scheduler knows what a pod needs, and a node cannot be filled by one that leaks.

deny contains sprintf("resources: %s, container %s states no %s", [name_of(workload), container.name, concat(".", path)]) if {
	some workload in workloads
	some container in containers_of(workload)
	some path in {["requests", "cpu"], ["requests", "memory"], ["limits", "memory"]}
	object.get(container, array.concat(["resources"], path), "") == ""
}
