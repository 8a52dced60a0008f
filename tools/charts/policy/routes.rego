package main

# The limits that the Gateway API sets, and no annotation of a controller that is not maintained any more.

deny contains sprintf("routes: %s has %d rules, and may have 16", [name_of(route), count(route.spec.rules)]) if {
	some route in routes
	count(route.spec.rules) > 16
}

deny contains sprintf("routes: a rule of %s has %d matches, and may have 64", [name_of(route), count(rule.matches)]) if {
	some route in routes
	some rule in route.spec.rules
	count(rule.matches) > 64
}

deny contains sprintf("routes: %s has %d matches, and may have 128", [name_of(route), matches]) if {
	some route in routes
	matches := sum([count(object.get(rule, "matches", [0])) | some rule in route.spec.rules])
	matches > 128
}

# Only what every implementation has.
deny contains sprintf("routes: %s matches a header other than by its exact value", [name_of(route)]) if {
	some route in routes
	some rule in route.spec.rules
	some match in rule.matches
	some header in object.get(match, "headers", [])
	object.get(header, "type", "Exact") != "Exact"
}

deny contains sprintf("routes: %s has the annotation %s", [name_of(resource), annotation]) if {
	some resource in input.resources
	some annotation, _ in object.get(resource, ["metadata", "annotations"], {})
	startswith(annotation, "nginx.ingress.kubernetes.io/")
}

routes := [route | some route in input.resources; route.kind == "HTTPRoute"]
