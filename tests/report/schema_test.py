"""Renderings are valid by the schemas that dramaturg publishes, and what is not right is found out."""
import copy
import json
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print('python3-jsonschema is not installed')
    sys.exit(77)


def errors(schema, document):
    return [f'{"/".join(map(str, e.absolute_path))}: {e.message}'
            for e in jsonschema.Draft202012Validator(schema).iter_errors(document)]


def standalone(schema, findings):
    """A schema that refers to the one of findings, with its definitions taken over."""
    text = json.dumps(schema).replace('findings.schema.json#', '#')
    return {**json.loads(text), '$defs': {**findings['$defs'], **schema.get('$defs', {})}}


def broken_findings(document):
    """(what is wrong, document) for mistakes that the schema must not let through."""
    def changed(change):
        copied = copy.deepcopy(document)
        change(copied)
        return copied
    yield 'a finding without fingerprint', changed(lambda d: d['findings'][0].pop('fingerprint'))
    yield 'an unknown severity', changed(lambda d: d['findings'][0].update(severity='fatal'))
    yield 'an answer without source', changed(lambda d: d['findings'][0]['advice']['walk'][0].pop('source'))
    yield 'evidence without message', changed(lambda d: d['findings'][0]['evidence'][0].pop('message'))
    yield 'a suppressed finding without reason', changed(lambda d: d['suppressed'][0].pop('reason'))
    yield 'a failed unit without reason', changed(lambda d: d['run']['units']['failed'][0].pop('reason'))
    yield 'another schema number', changed(lambda d: d.update(schema='dramaturg.findings/2'))


def main():
    printed = json.loads(subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout)
    schemas = {schema['properties']['schema']['const']: schema for schema in printed['schemas']}
    schemas = {name: standalone(schema, schemas['dramaturg.findings/1']) for name, schema in schemas.items()}
    failures = []
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for document in printed['documents']:
        failures += [f'{document["schema"]}: {error}' for error in errors(schemas[document['schema']], document)]
    findings = printed['documents'][0]
    failures += [f'not found out: {what}' for what, wrong in broken_findings(findings)
                 if not errors(schemas['dramaturg.findings/1'], wrong)]
    print('\n'.join(failures) or f'{len(printed["documents"])} documents are valid')
    return 1 if failures else 0


sys.exit(main())
