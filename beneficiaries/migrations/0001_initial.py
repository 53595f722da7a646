import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('agencies', '__first__'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Beneficiary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(blank=True, max_length=100, verbose_name='nome')),
                ('last_name', models.CharField(blank=True, max_length=100, verbose_name='cognome')),
                ('alias', models.CharField(blank=True, max_length=100, verbose_name='detto anche')),
                ('identifier_kind', models.CharField(choices=[('TAX_CODE', 'Codice fiscale'), ('PROVISIONAL', 'Codice fiscale provvisorio'), ('STP', 'Tessera STP'), ('ENI', 'Tessera ENI'), ('NONE', 'Nessun codice')], default='NONE', max_length=12, verbose_name='tipo di codice')),
                ('identifier', models.CharField(blank=True, max_length=16, verbose_name='codice')),
                ('gender', models.CharField(choices=[('F', 'Donna'), ('M', 'Uomo'), ('X', 'Non binario'), ('N', 'Non disponibile')], default='N', max_length=1, verbose_name='genere')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='data di nascita')),
                ('residence_address', models.CharField(blank=True, max_length=200, verbose_name='indirizzo')),
                ('domicile_address', models.CharField(blank=True, max_length=200, verbose_name='indirizzo del domicilio')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefono')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('registered_on', models.DateField(verbose_name='registrata il')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='uscita il')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='agencies.agency', verbose_name='ente')),
                ('birth_country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.country', verbose_name='Stato di nascita')),
                ('birth_municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.municipality', verbose_name='comune di nascita')),
                ('citizenship', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.country', verbose_name='cittadinanza')),
                ('domicile', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.municipality', verbose_name='comune di domicilio')),
                ('residence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.municipality', verbose_name='comune di residenza')),
            ],
            options={
                'verbose_name': 'persona',
                'verbose_name_plural': 'persone',
                'constraints': [models.UniqueConstraint(condition=models.Q(('identifier', ''), _negated=True), fields=('agency', 'identifier'), name='beneficiary_code_once_in_agency', violation_error_message='Nel tuo ente c’è già una persona con questo codice.'), models.CheckConstraint(condition=models.Q(('first_name', ''), ('last_name', ''), _negated=True), name='beneficiary_has_a_name', violation_error_message='Scrivi almeno il nome o il cognome.'), models.CheckConstraint(condition=models.Q(models.Q(('identifier', ''), ('identifier_kind', 'NONE')), models.Q(models.Q(('identifier', ''), _negated=True), models.Q(('identifier_kind', 'NONE'), _negated=True)), _connector='OR'), name='beneficiary_code_with_its_kind', violation_error_message='Indica il codice, oppure “Nessun codice”.')],
            },
        ),
        migrations.CreateModel(
            name='SearchTicket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=43, unique=True)),
                ('user_id', models.BigIntegerField()),
                ('agency_id', models.BigIntegerField()),
                ('words', models.BinaryField()),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'ricerca',
            },
        ),
        migrations.CreateModel(
            name='Situation',
            fields=[
                ('beneficiary', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='beneficiaries.beneficiary')),
                ('is_in_training', models.BooleanField(blank=True, null=True, verbose_name='segue un corso di studio o di formazione')),
                ('unemployed_since', models.DateField(blank=True, null=True, verbose_name='cerca lavoro dal')),
                ('vulnerabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, null=True, size=None, verbose_name='vulnerabilità')),
                ('refused', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EDUCATION', 'Titolo di studio'), ('EMPLOYMENT', 'Condizione occupazionale'), ('UNEMPLOYED_SINCE', 'Durata della ricerca di lavoro'), ('HOUSEHOLD', 'Condizione familiare'), ('HOUSING', 'Condizione abitativa'), ('VULNERABILITY', 'Condizioni di vulnerabilità')], max_length=20), blank=True, default=list, size=None, verbose_name='non ha voluto rispondere a')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('education', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.educationlevel', verbose_name='titolo di studio')),
                ('employment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.employmentcondition', verbose_name='condizione occupazionale')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.householdcondition', verbose_name='condizione familiare')),
                ('housing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.housingcondition', verbose_name='condizione abitativa')),
            ],
            options={
                'verbose_name': 'situazione',
                'verbose_name_plural': 'situazioni',
            },
        ),
        migrations.CreateModel(
            name='BeneficiaryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('first_name', models.CharField(blank=True, max_length=100, verbose_name='nome')),
                ('last_name', models.CharField(blank=True, max_length=100, verbose_name='cognome')),
                ('alias', models.CharField(blank=True, max_length=100, verbose_name='detto anche')),
                ('identifier_kind', models.CharField(choices=[('TAX_CODE', 'Codice fiscale'), ('PROVISIONAL', 'Codice fiscale provvisorio'), ('STP', 'Tessera STP'), ('ENI', 'Tessera ENI'), ('NONE', 'Nessun codice')], default='NONE', max_length=12, verbose_name='tipo di codice')),
                ('identifier', models.CharField(blank=True, max_length=16, verbose_name='codice')),
                ('gender', models.CharField(choices=[('F', 'Donna'), ('M', 'Uomo'), ('X', 'Non binario'), ('N', 'Non disponibile')], default='N', max_length=1, verbose_name='genere')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='data di nascita')),
                ('residence_address', models.CharField(blank=True, max_length=200, verbose_name='indirizzo')),
                ('domicile_address', models.CharField(blank=True, max_length=200, verbose_name='indirizzo del domicilio')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefono')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('registered_on', models.DateField(verbose_name='registrata il')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='uscita il')),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency', verbose_name='ente')),
                ('birth_country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.country', verbose_name='Stato di nascita')),
                ('birth_municipality', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.municipality', verbose_name='comune di nascita')),
                ('citizenship', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.country', verbose_name='cittadinanza')),
                ('domicile', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.municipality', verbose_name='comune di domicilio')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='beneficiaries.beneficiary')),
                ('residence', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.municipality', verbose_name='comune di residenza')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phase', models.CharField(choices=[('ACCESS', 'Accesso'), ('ASSESSMENT', 'Valutazione'), ('PLANNING', 'Progetto'), ('DELIVERY', 'Attuazione'), ('EVALUATION', 'Valutazione finale'), ('CLOSED', 'Chiuso')], default='ACCESS', max_length=12, verbose_name='fase')),
                ('opened_on', models.DateField(verbose_name='aperta il')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='chiusa il')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('beneficiary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_files', to='beneficiaries.beneficiary')),
                ('case_manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='di riferimento')),
            ],
            options={
                'verbose_name': 'cartella sociale',
                'verbose_name_plural': 'cartelle sociali',
                'constraints': [models.UniqueConstraint(condition=models.Q(('phase', 'CLOSED'), _negated=True), fields=('beneficiary',), name='case_file_one_open', violation_error_message='La persona ha già una cartella aperta.')],
            },
        ),
        migrations.CreateModel(
            name='CaseFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('phase', models.CharField(choices=[('ACCESS', 'Accesso'), ('ASSESSMENT', 'Valutazione'), ('PLANNING', 'Progetto'), ('DELIVERY', 'Attuazione'), ('EVALUATION', 'Valutazione finale'), ('CLOSED', 'Chiuso')], default='ACCESS', max_length=12, verbose_name='fase')),
                ('opened_on', models.DateField(verbose_name='aperta il')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='chiusa il')),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency')),
                ('beneficiary', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beneficiaries.beneficiary')),
                ('case_manager', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='di riferimento')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='beneficiaries.casefile')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('INTERVIEW', 'Colloquio'), ('PHONE', 'Telefonata'), ('VISIT', 'Visita domiciliare'), ('TEAM', 'Équipe'), ('NETWORK', 'Rete')], max_length=12, verbose_name='tipo')),
                ('happened_on', models.DateField(verbose_name='data')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durata in minuti')),
                ('text', models.TextField(verbose_name='testo')),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='scritta')),
                ('is_corrected', models.BooleanField(default=False, verbose_name='corretta')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='autore')),
                ('beneficiary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='beneficiaries.beneficiary')),
            ],
            options={
                'verbose_name': 'nota',
                'verbose_name_plural': 'note',
                'indexes': [models.Index(fields=['beneficiary', '-happened_on', '-id'], name='note_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_has_text', violation_error_message='Scrivi il testo della nota.'), models.CheckConstraint(condition=models.Q(('minutes', None), ('minutes__range', (1, 720)), _connector='OR'), name='note_lasts_at_most_twelve_hours', violation_error_message='La durata va da 1 minuto a 12 ore.')],
            },
        ),
        migrations.CreateModel(
            name='CaseNoteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('INTERVIEW', 'Colloquio'), ('PHONE', 'Telefonata'), ('VISIT', 'Visita domiciliare'), ('TEAM', 'Équipe'), ('NETWORK', 'Rete')], max_length=12, verbose_name='tipo')),
                ('happened_on', models.DateField(verbose_name='data')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durata in minuti')),
                ('text', models.TextField(verbose_name='testo')),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='scritta')),
                ('is_corrected', models.BooleanField(default=False, verbose_name='corretta')),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency')),
                ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='autore')),
                ('beneficiary', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beneficiaries.beneficiary')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='beneficiaries.casenote')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PrivacyNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=40, verbose_name='edizione')),
                ('given_on', models.DateField(verbose_name='consegnata il')),
                ('is_signed', models.BooleanField(verbose_name='firmata')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('beneficiary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='privacy_notices', to='beneficiaries.beneficiary')),
            ],
            options={
                'verbose_name': 'informativa',
                'verbose_name_plural': 'informative',
            },
        ),
        migrations.CreateModel(
            name='PrivacyNoticeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('edition', models.CharField(max_length=40, verbose_name='edizione')),
                ('given_on', models.DateField(verbose_name='consegnata il')),
                ('is_signed', models.BooleanField(verbose_name='firmata')),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency')),
                ('beneficiary', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beneficiaries.beneficiary')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='beneficiaries.privacynotice')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SamePerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.UUIDField(db_index=True)),
                ('beneficiary', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='same_person', to='beneficiaries.beneficiary')),
            ],
            options={
                'verbose_name': 'stessa persona',
                'verbose_name_plural': 'stesse persone',
            },
        ),
        migrations.CreateModel(
            name='SearchToken',
            fields=[
                ('pk', models.CompositePrimaryKey('agency_id', 'token', 'sort_key', 'beneficiary_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.BigIntegerField()),
                ('token', models.CharField(db_collation='C', max_length=100)),
                ('sort_key', models.CharField(db_collation='C', max_length=210)),
                ('beneficiary', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='beneficiaries.beneficiary')),
            ],
            options={
                'verbose_name': 'parola di ricerca',
                'indexes': [models.Index(fields=['beneficiary', 'token'], name='token_of_person')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sections', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('IDENTITY', 'Anagrafica'), ('SITUATION', 'Situazione')], max_length=12), size=None)),
                ('purpose', models.CharField(max_length=200, verbose_name='scopo')),
                ('valid_from', models.DateField(verbose_name='dal')),
                ('valid_to', models.DateField(verbose_name='al')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('beneficiary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='beneficiaries.beneficiary')),
                ('to_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
            options={
                'verbose_name': 'condivisione',
                'verbose_name_plural': 'condivisioni',
                'indexes': [models.Index(fields=['to_agency', 'beneficiary'], name='share_to_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='share_ends_after_start', violation_error_message='La fine della condivisione viene prima dell’inizio.'), models.CheckConstraint(condition=models.Q(('to_agency', models.F('agency')), _negated=True), name='share_with_another_agency', violation_error_message='Il tuo ente vede già questa persona.')],
            },
        ),
        migrations.CreateModel(
            name='ShareEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('sections', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('IDENTITY', 'Anagrafica'), ('SITUATION', 'Situazione')], max_length=12), size=None)),
                ('purpose', models.CharField(max_length=200, verbose_name='scopo')),
                ('valid_from', models.DateField(verbose_name='dal')),
                ('valid_to', models.DateField(verbose_name='al')),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency')),
                ('beneficiary', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beneficiaries.beneficiary')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='beneficiaries.share')),
                ('to_agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RosterEntry',
            fields=[
                ('beneficiary', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='roster_entry', serialize=False, to='beneficiaries.beneficiary')),
                ('agency_id', models.BigIntegerField()),
                ('sort_key', models.CharField(db_collation='C', max_length=210)),
                ('phase', models.CharField(choices=[('ACCESS', 'Accesso'), ('ASSESSMENT', 'Valutazione'), ('PLANNING', 'Progetto'), ('DELIVERY', 'Attuazione'), ('EVALUATION', 'Valutazione finale'), ('CLOSED', 'Chiuso')], max_length=12)),
                ('case_manager_id', models.BigIntegerField(null=True)),
                ('residence_id', models.BigIntegerField(null=True)),
            ],
            options={
                'verbose_name': 'voce dell’elenco',
                'indexes': [models.Index(fields=['agency_id', 'sort_key', 'beneficiary'], name='roster_in_order'), models.Index(fields=['agency_id', 'case_manager_id', 'sort_key'], name='roster_of_worker')],
            },
        ),
        migrations.CreateModel(
            name='SituationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('is_in_training', models.BooleanField(blank=True, null=True, verbose_name='segue un corso di studio o di formazione')),
                ('unemployed_since', models.DateField(blank=True, null=True, verbose_name='cerca lavoro dal')),
                ('vulnerabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, null=True, size=None, verbose_name='vulnerabilità')),
                ('refused', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EDUCATION', 'Titolo di studio'), ('EMPLOYMENT', 'Condizione occupazionale'), ('UNEMPLOYED_SINCE', 'Durata della ricerca di lavoro'), ('HOUSEHOLD', 'Condizione familiare'), ('HOUSING', 'Condizione abitativa'), ('VULNERABILITY', 'Condizioni di vulnerabilità')], max_length=20), blank=True, default=list, size=None, verbose_name='non ha voluto rispondere a')),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency')),
                ('beneficiary', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='beneficiaries.beneficiary')),
                ('education', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.educationlevel', verbose_name='titolo di studio')),
                ('employment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.employmentcondition', verbose_name='condizione occupazionale')),
                ('household', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.householdcondition', verbose_name='condizione familiare')),
                ('housing', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.housingcondition', verbose_name='condizione abitativa')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='beneficiaries.situation')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='beneficiary',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beneficiaries_beneficiaryevent" ("agency_id", "alias", "birth_country_id", "birth_date", "birth_municipality_id", "citizenship_id", "domicile_address", "domicile_id", "email", "first_name", "gender", "id", "identifier", "identifier_kind", "last_name", "left_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registered_on", "residence_address", "residence_id") VALUES (NEW."agency_id", NEW."alias", NEW."birth_country_id", NEW."birth_date", NEW."birth_municipality_id", NEW."citizenship_id", NEW."domicile_address", NEW."domicile_id", NEW."email", NEW."first_name", NEW."gender", NEW."id", NEW."identifier", NEW."identifier_kind", NEW."last_name", NEW."left_on", NOW(), \'insert\', NEW."id", NEW."phone", NEW."registered_on", NEW."residence_address", NEW."residence_id"); RETURN NULL;', hash='4a901216cca4f1fecffc254ae5c4d3d3b458d2a0', operation='INSERT', pgid='pgtrigger_insert_insert_1c31c', table='beneficiaries_beneficiary', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='beneficiary',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beneficiaries_beneficiaryevent" ("agency_id", "alias", "birth_country_id", "birth_date", "birth_municipality_id", "citizenship_id", "domicile_address", "domicile_id", "email", "first_name", "gender", "id", "identifier", "identifier_kind", "last_name", "left_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registered_on", "residence_address", "residence_id") VALUES (NEW."agency_id", NEW."alias", NEW."birth_country_id", NEW."birth_date", NEW."birth_municipality_id", NEW."citizenship_id", NEW."domicile_address", NEW."domicile_id", NEW."email", NEW."first_name", NEW."gender", NEW."id", NEW."identifier", NEW."identifier_kind", NEW."last_name", NEW."left_on", NOW(), \'update\', NEW."id", NEW."phone", NEW."registered_on", NEW."residence_address", NEW."residence_id"); RETURN NULL;', hash='0eff902de3801b6bad5acd5b2c1dc8250a879432', operation='UPDATE', pgid='pgtrigger_update_update_a0fd5', table='beneficiaries_beneficiary', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beneficiaries_casefileevent" ("agency_id", "beneficiary_id", "case_manager_id", "closed_on", "id", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."case_manager_id", NEW."closed_on", NEW."id", NEW."opened_on", NOW(), \'insert\', NEW."id", NEW."phase"); RETURN NULL;', hash='05ed7d5994a9c597d45fce12291597f0d20a1766', operation='INSERT', pgid='pgtrigger_insert_insert_cd988', table='beneficiaries_casefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beneficiaries_casefileevent" ("agency_id", "beneficiary_id", "case_manager_id", "closed_on", "id", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."case_manager_id", NEW."closed_on", NEW."id", NEW."opened_on", NOW(), \'update\', NEW."id", NEW."phase"); RETURN NULL;', hash='2d72fbe72a15ae651c6b56b5af2d86330e9b78e9', operation='UPDATE', pgid='pgtrigger_update_update_c007b', table='beneficiaries_casefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casenote',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beneficiaries_casenoteevent" ("agency_id", "author_id", "beneficiary_id", "happened_on", "id", "is_corrected", "kind", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at") VALUES (NEW."agency_id", NEW."author_id", NEW."beneficiary_id", NEW."happened_on", NEW."id", NEW."is_corrected", NEW."kind", NEW."minutes", NOW(), \'insert\', NEW."id", NEW."text", NEW."written_at"); RETURN NULL;', hash='c88f12be01fa0cdedbaf4b17647bbc8e3bdd5a83', operation='INSERT', pgid='pgtrigger_insert_insert_9f65d', table='beneficiaries_casenote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casenote',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beneficiaries_casenoteevent" ("agency_id", "author_id", "beneficiary_id", "happened_on", "id", "is_corrected", "kind", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at") VALUES (NEW."agency_id", NEW."author_id", NEW."beneficiary_id", NEW."happened_on", NEW."id", NEW."is_corrected", NEW."kind", NEW."minutes", NOW(), \'update\', NEW."id", NEW."text", NEW."written_at"); RETURN NULL;', hash='816cd462015683b10fb9c1daa7ef027e69e1de53', operation='UPDATE', pgid='pgtrigger_update_update_cae67', table='beneficiaries_casenote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='privacynotice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beneficiaries_privacynoticeevent" ("agency_id", "beneficiary_id", "edition", "given_on", "id", "is_signed", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."edition", NEW."given_on", NEW."id", NEW."is_signed", NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='8e436b822652dcbd9678d6d5608e4286e99312c1', operation='INSERT', pgid='pgtrigger_insert_insert_d5a31', table='beneficiaries_privacynotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='privacynotice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beneficiaries_privacynoticeevent" ("agency_id", "beneficiary_id", "edition", "given_on", "id", "is_signed", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."edition", NEW."given_on", NEW."id", NEW."is_signed", NOW(), \'update\', NEW."id"); RETURN NULL;', hash='a67a76c4a58dcb20726bb1908b7cd5b50a3ee7a2', operation='UPDATE', pgid='pgtrigger_update_update_dc95c', table='beneficiaries_privacynotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='share',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beneficiaries_shareevent" ("agency_id", "beneficiary_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sections", "to_agency_id", "valid_from", "valid_to") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."sections", NEW."to_agency_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='9e2f106160305ffac48c26d5fa46d58f2c4f60c4', operation='INSERT', pgid='pgtrigger_insert_insert_120e4', table='beneficiaries_share', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='share',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beneficiaries_shareevent" ("agency_id", "beneficiary_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sections", "to_agency_id", "valid_from", "valid_to") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."id", NOW(), \'update\', NEW."id", NEW."purpose", NEW."sections", NEW."to_agency_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='3414c94978bf1617f2355cfd732056fcde1524a7', operation='UPDATE', pgid='pgtrigger_update_update_60be2', table='beneficiaries_share', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='situation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beneficiaries_situationevent" ("agency_id", "beneficiary_id", "education_id", "employment_id", "household_id", "housing_id", "is_in_training", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused", "unemployed_since", "vulnerabilities") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."education_id", NEW."employment_id", NEW."household_id", NEW."housing_id", NEW."is_in_training", NOW(), \'insert\', NEW."beneficiary_id", NEW."refused", NEW."unemployed_since", NEW."vulnerabilities"); RETURN NULL;', hash='184a1b49a8e5563b17a8bba31cb6883a40d39356', operation='INSERT', pgid='pgtrigger_insert_insert_52059', table='beneficiaries_situation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='situation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beneficiaries_situationevent" ("agency_id", "beneficiary_id", "education_id", "employment_id", "household_id", "housing_id", "is_in_training", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused", "unemployed_since", "vulnerabilities") VALUES (NEW."agency_id", NEW."beneficiary_id", NEW."education_id", NEW."employment_id", NEW."household_id", NEW."housing_id", NEW."is_in_training", NOW(), \'update\', NEW."beneficiary_id", NEW."refused", NEW."unemployed_since", NEW."vulnerabilities"); RETURN NULL;', hash='1054134b1d7b6aa1096578592af67dc31e0aefef', operation='UPDATE', pgid='pgtrigger_update_update_5726e', table='beneficiaries_situation', when='AFTER')),
        ),
    ]
