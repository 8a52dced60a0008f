package main

# Every image has a version, and none is `latest`.

deny contains sprintf("images: %s: %s names no version", [name_of(workload), container.image]) if {
	some workload in workloads
	some container in containers_of(workload)
	not regex.match(`:[A-Za-z0-9_][A-Za-z0-9_.-]*(@sha256:[0-9a-f]{64})?$`, container.image)
}

deny contains sprintf("images: %s: %s", [name_of(workload), container.image]) if {
	some workload in workloads
	some container in containers_of(workload)
	regex.match(`:latest(@.*)?$`, container.image)
}
