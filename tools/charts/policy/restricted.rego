package main

# Every pod keeps to the restricted profile of the Pod Security Standards, and to a root file system that is read only.

deny contains sprintf("restricted: %s: %s", [name_of(workload), fault]) if {
	some workload in workloads
	some fault in pod_faults(workload.spec.template.spec)
}

deny contains sprintf("restricted: %s, container %s: %s", [name_of(workload), container.name, fault]) if {
	some workload in workloads
	some container in containers_of(workload)
	some fault in container_faults(object.get(container, "securityContext", {}))
}

pod_faults(pod) := {fault |
	some fault, holds in {
		"runAsNonRoot is not true": object.get(pod, ["securityContext", "runAsNonRoot"], false) == true,
		"it runs as root": object.get(pod, ["securityContext", "runAsUser"], 0) != 0,
		"seccompProfile is not RuntimeDefault": object.get(pod, ["securityContext", "seccompProfile", "type"], "") == "RuntimeDefault",
		"hostNetwork": object.get(pod, "hostNetwork", false) == false,
		"hostPID": object.get(pod, "hostPID", false) == false,
		"hostIPC": object.get(pod, "hostIPC", false) == false,
		"a token of the API server is mounted": object.get(pod, "automountServiceAccountToken", true) == false,
		"a volume of a kind that is not allowed": count([volume | some volume in object.get(pod, "volumes", []); not allowed_volume(volume)]) == 0,
	}
	not holds
}

allowed_volume(volume) if {
	some kind in {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
	volume[kind]
}

container_faults(context) := {fault |
	some fault, holds in {
		"allowPrivilegeEscalation is not false": object.get(context, "allowPrivilegeEscalation", true) == false,
		"privileged": object.get(context, "privileged", false) == false,
		"readOnlyRootFilesystem is not true": object.get(context, "readOnlyRootFilesystem", false) == true,
		"capabilities are not all dropped": "ALL" in object.get(context, ["capabilities", "drop"], []),
		"capabilities are added": count(object.get(context, ["capabilities", "add"], [])) == 0,
	}
	not holds
}
