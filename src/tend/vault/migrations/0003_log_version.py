from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_waits")]

    operations = [
        migrations.AddField(
            model_name="log",
            name="version",
            field=models.PositiveBigIntegerField(default=1),
        ),
    ]
