{{/*
Organisations of a service that are on another slot than the default one, in the order of their names: a YAML list of
{slot, organisations}. No part has more organisations than a rule of an HTTPRoute may have matches.
*/}}
{{- define "edge.parts" -}}
{{- $service := .service -}}
{{- $values := .root.Values -}}
{{- $default := index $values.routing.defaultSlots $service -}}
{{- $slots := index $values.releases $service | default dict -}}
{{- $bySlot := dict -}}
{{- range $organisation, $assigned := $values.routing.assignments -}}
{{- $release := index $assigned $service | default (index $assigned "suite") -}}
{{- if $release -}}
{{- $slot := index $slots $release -}}
{{- if not $slot }}{{ fail (printf "\nedge: values that are missing or contradict each other:\n  - releases.%s: the slot of release %s, to which %s is assigned" $service $release $organisation) }}{{ end -}}
{{- if ne $slot $default }}{{ $_ := set $bySlot $slot (append (index $bySlot $slot | default list) $organisation) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range $slot, $organisations := $bySlot }}
{{- range chunk 64 (sortAlpha $organisations) }}
- slot: {{ $slot }}
  organisations: {{ toJson . }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "edge.checkRouting" -}}
{{- $missing := list -}}
{{- range $service := include "edge.services" . | fromYamlArray -}}
{{- if not (index $.Values.routing.hosts $service) }}{{ $missing = append $missing (printf "routing.hosts.%s: the services have paths in common, so each has a host" $service) }}{{ end -}}
{{- end -}}
{{- if and (eq .Values.routing.provider "gatewayApi") (not .Values.routing.parentRefs) }}{{ $missing = append $missing "routing.parentRefs: the Gateway" }}{{ end -}}
{{- include "everchart.complain" (dict "root" . "missing" $missing) -}}
{{- end -}}
