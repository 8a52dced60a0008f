{{/*
Names do not depend on the Helm release: peers, dashboards and the edge know them. There is one suite in a namespace.
*/}}

{{/* Labels of everything. Call with (dict "root" $ "name" … "component" … "slot" …); the last two may be absent. */}}
{{- define "everchart.labels" -}}
{{ include "everchart.selector" . }}
app.kubernetes.io/part-of: everchart
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Labels of pods: without the chart's version, which would replace them for nothing (and a Job cannot change its pods). */}}
{{- define "everchart.podLabels" -}}
{{ include "everchart.selector" . }}
app.kubernetes.io/part-of: everchart
{{- end -}}

{{/* What never changes of a pod: its slot, and not its version. */}}
{{- define "everchart.selector" -}}
app.kubernetes.io/name: {{ .name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- with .slot }}
everchart.io/slot: {{ . }}
{{- end }}
{{- end -}}

{{/*
The image of a container. Call with (dict "root" $ "g" $g "override" …): a slot may name another tag or digest.
An image without a version would be another one tomorrow: `latest` is refused.
*/}}
{{- define "everchart.image" -}}
{{- $image := mergeOverwrite (deepCopy .root.Values.image) (.override | default dict) -}}
{{- $tag := include "everchart.tag" . -}}
{{- $name := printf "%s:%s" $image.repository $tag -}}
{{- if $image.digest }}{{ $name = printf "%s@%s" $name $image.digest }}{{ end -}}
{{- with .g.imageRegistry }}{{ $name = printf "%s/%s" (trimSuffix "/" .) $name }}{{ end -}}
{{- $name -}}
{{- end -}}

{{- define "everchart.tag" -}}
{{- $image := mergeOverwrite (deepCopy .root.Values.image) (.override | default dict) -}}
{{- $tag := $image.tag | default .root.Chart.AppVersion -}}
{{- if eq $tag "latest" }}{{ fail (printf "%s: the image tag latest names no version" .root.Chart.Name) }}{{ end -}}
{{- $tag -}}
{{- end -}}

{{/* Whether resources of an API are rendered: true, false, or "auto" = where the cluster has it. */}}
{{- define "everchart.offers" -}}
{{- if or (eq (toString .wanted) "true") (and (eq (toString .wanted) "auto") (.root.Capabilities.APIVersions.Has .api)) -}}yes{{- end -}}
{{- end -}}

{{/* N + 2: as many pods as the peak needs, one that is being replaced, and one that is lost. */}}
{{- define "everchart.replicas" -}}
{{- $needed := int (ceil (divf .capacity.peak .capacity.perPod)) -}}
{{- if .g.exceptions.singleReplica }}{{ max 1 $needed }}{{ else }}{{ add $needed .capacity.spare }}{{ end -}}
{{- end -}}

{{/* Says all at once what is missing. Call with (dict "root" $ "missing" (list …)). */}}
{{- define "everchart.complain" -}}
{{- if .missing }}{{ fail (printf "\n%s: values that are missing or contradict each other:\n  - %s" .root.Chart.Name (join "\n  - " .missing)) }}{{ end -}}
{{- end -}}
