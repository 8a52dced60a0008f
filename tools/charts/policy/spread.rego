package main

# Pods of a kind are in several zones, and a roll-out counts its own pods only.

deny contains sprintf("spread: %s is not spread over zones", [name_of(deployment)]) if {
	some deployment in deployments
	exception_of(deployment) == ""
	count([constraint |
		some constraint in object.get(deployment, ["spec", "template", "spec", "topologySpreadConstraints"], [])
		constraint.whenUnsatisfiable == "DoNotSchedule"
		"pod-template-hash" in object.get(constraint, "matchLabelKeys", [])
		selects(constraint.labelSelector.matchLabels, deployment.spec.template.metadata.labels)
	]) == 0
}
